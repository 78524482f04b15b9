"""The world that the rules act in: clocks, turns and the lines to the platform."""
