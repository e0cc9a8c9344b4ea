"""Never ends by itself, and never hands over control either."""

while True:
    pass
