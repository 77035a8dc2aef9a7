# A made-up population, projected and analysed by R: base R alone, with its own eigen and its matrix product.
# The packages demography and popbio are not in Debian, and are not used; the growth and the stable ages are what popbio calls lambda and stable.stage.
# Writes population-r.csv:  Rscript tests/published/data/population.R > tests/published/data/population-r.csv
ages <- 0:105
survival <- rbind(1 - pmin(exp(-10.2 + 0.093 * ages), 1), 1 - pmin(exp(-9.6 + 0.089 * ages), 1))
survival[, 1] <- c(0.998, 0.997)
fertility <- ifelse(ages >= 15 & ages < 50, 0.11 * exp(-((ages - 31) / 6)^2), 0)
base <- rbind(900 * exp(-ages / 70), 950 * exp(-ages / 66))
out <- 0.01 + 0.06 * exp(-((ages - 24) / 8)^2)
came <- 4 + 40 * exp(-((ages - 28) / 9)^2)
boys <- 0.513

# One matrix for both sexes: who of each age becomes whom and whom they bear, where `stay` is the share that does not move out.
grow <- function(stay) {
  both <- matrix(0, 212, 212)
  for (sex in 0:1) {
    at <- sex * 106
    for (age in 1:105) both[at + age + 1, at + age] <- survival[sex + 1, age + 1] * stay[age + 1]
    both[at + 106, at + 106] <- survival[sex + 1, 106] * stay[106]
    share <- if (sex == 0) 1 - boys else boys
    both[at + 1, 1:105] <- fertility[2:106] * share * survival[sex + 1, 1] * stay[1]
    both[at + 1, 106] <- fertility[106] * share * survival[sex + 1, 1] * stay[1]
  }
  both
}

say <- function(what, sex, age, value) cat(sprintf("%s,%s,%s,%.15g\n", what, sex, age, value))
cat("what,sex,age,value\n")
closed <- eigen(grow(rep(1, 106))[1:106, 1:106])
first <- which.max(Re(closed$values))
say("growth", "female", "", Re(closed$values[first]))
stable <- Re(closed$vectors[, first])
stable <- stable / sum(stable)
for (age in ages) say("stable", "female", age, stable[age + 1])
persons <- c(base[1, ], base[2, ])
step <- grow(1 - out)
for (year in 1:20) persons <- as.vector(step %*% persons) + rep(came, 2)
for (sex in 0:1) for (age in ages) say("persons", c("female", "male")[sex + 1], age, persons[sex * 106 + age + 1])
