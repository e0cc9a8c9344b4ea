"""What a program calls the parts of asyncio."""

import ast


class Names:
    """The names under which a file imports asyncio and its parts."""

    def __init__(self, tree):
        self.modules = set()
        """Such as `asyncio`."""
        self.imported = {}
        """Name in the file -> name in asyncio."""
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Import):
                found = [alias for alias in node.names if alias.name == "asyncio"]
                self.modules.update(alias.asname or alias.name for alias in found)
            elif isinstance(node, ast.ImportFrom) and node.module == "asyncio":
                self.imported.update({alias.asname or alias.name: alias.name for alias in node.names})

    @property
    def module(self):
        """What the file calls asyncio itself, or None."""
        return min(self.modules, default=None)

    def of(self, node):
        """The name in asyncio of what an expression names, such as `Task.all_tasks`, or None."""
        if isinstance(node, ast.Name):
            return self.imported.get(node.id)
        if not isinstance(node, ast.Attribute):
            return None
        if isinstance(node.value, ast.Name) and node.value.id in self.modules:
            return node.attr
        outer = self.of(node.value)
        return f"{outer}.{node.attr}" if outer else None

    def is_call(self, node, *names):
        """Whether an expression calls one of these functions of asyncio."""
        return isinstance(node, ast.Call) and self.of(node.func) in names
