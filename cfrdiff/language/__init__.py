"""How regulations say things: what they cite, name, count and measure."""
