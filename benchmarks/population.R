# The projection as an R program on matrices [sex and age, draws]: see benchmarks/population_others.py for the files it reads.
given <- commandArgs(TRUE)
folder <- given[1]
sizes <- as.integer(strsplit(given[2], ",")[[1]])
years <- sizes[1]; draws <- sizes[2]; groups <- sizes[3]; rounds <- sizes[4]
boys <- as.numeric(given[3])
from <- function(name, count) readBin(file.path(folder, paste0(name, ".bin")), "double", count)
base <- from("base", 212)
fertility <- matrix(from("fertility", 106 * years), 106)
rates <- array(from("rates", 212 * 6 * years), c(212, 6, years))
factors <- array(from("factors", draws * years * 7), c(draws, years, 7))
weights <- matrix(from("weights", 212 * groups), 212)
older_from <- c(1, 1:105, 107, 107:211)

project <- function() {
  persons <- matrix(base, 212, draws)
  found <- array(0, c(groups, draws, years))
  for (year in 1:years) {
    lever <- factors[, year, ]
    rate <- rates[, , year]
    older <- persons[older_from, ]
    older[106, ] <- older[106, ] + persons[106, ]
    older[212, ] <- older[212, ] + persons[212, ]
    born <- as.vector(crossprod(fertility[2:106, year], older[2:106, ])) * lever[, 1]
    older[1, ] <- born * (1 - boys)
    older[107, ] <- born * boys
    dead <- pmin(outer(rate[, 1], lever[, 2]), 1)
    out <- pmin(outer(rate[, 2], lever[, 3]) + outer(rate[, 3], lever[, 4]), 1)
    arrived <- outer(rate[, 4], lever[, 5]) + outer(rate[, 5], lever[, 6]) + outer(rate[, 6], lever[, 7])
    persons <- pmax(older * (1 - dead) * (1 - out) + arrived, 0)
    found[, , year] <- crossprod(weights, persons)
  }
  found
}

best <- Inf
for (round in 1:rounds) {
  gc(FALSE)
  began <- proc.time()[["elapsed"]]
  found <- project()
  best <- min(best, proc.time()[["elapsed"]] - began)
}
writeBin(as.vector(found), file.path(folder, "r.bin"))
cat(best, "\n")
