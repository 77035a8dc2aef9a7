"""What draws can be made ready."""

from veikart.calc.population.kernel import advance_tiles
from veikart.calc.population.noise_kernel import advance_noisy_tiles
from veikart.rules.foresight.preparing import prepare_drawing


def test_what_draws_is_compiled_when_it_has_been_prepared() -> None:
    prepare_drawing()
    assert advance_tiles.signatures and advance_noisy_tiles.signatures
