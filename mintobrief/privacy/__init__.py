"""What a posted paper must not show: found in any spelling, and said otherwise."""
