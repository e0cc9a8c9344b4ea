"""No event loop at all."""

print("What would you like to drink?")
print("Water, as always.")
