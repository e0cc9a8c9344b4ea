"""`with await lock`: `async with lock` since Python 3.5, and nothing else since 3.9."""

import ast

from .source import Edit, Idiom


def find(failure):
    if not isinstance(failure.error, (TypeError, AttributeError, RuntimeError)):
        return None
    source = failure.source
    for node in reversed(failure.nodes(ast.With)):
        if _is_old(node) and node.lineno <= failure.line <= node.items[-1].context_expr.end_lineno:
            line, column = source.begin(node)
            end = source.end(node.items[-1].context_expr)
            what = f"with {source.segment(node.items[0].context_expr)}"
            return Idiom("with-await", (line, column), end, what, _as_async(source, node))
    return None


def _is_old(node):
    expressions = [item.context_expr for item in node.items]
    return all(isinstance(one, (ast.Await, ast.YieldFrom)) for one in expressions)


def _as_async(source, node):
    edits = [source.inserted(source.begin(node), "async ")]
    for item in node.items:
        waited = item.context_expr
        begin, end = source.begin(waited), source.end(waited)
        first = source.token_at(begin)
        last = next(
            index for index, token in enumerate(source.tokens) if token.start >= end
        )
        if source.tokens[first - 1].string == "(" and source.tokens[last].string == ")":
            begin, end = source.tokens[first - 1].start, source.tokens[last].end
        edits.append(Edit(begin, end, source.segment(waited.value)))
    return edits
