"""`print x`: a function since Python 3.0."""

import tokenize

from .source import Edit, Idiom


def find(failure):
    if not failure.says(SyntaxError, "Missing parentheses in call to 'print'"):
        return None
    tokens = failure.source.tokens
    statements = [index for index in range(len(tokens) - 1) if _is_statement(tokens, index)]
    here = next((index for index in statements if tokens[index].start[0] == failure.line), None)
    if here is None:
        return None
    edits = [edit for index in statements for edit in _called(tokens, index)]
    return Idiom("print-statement", tokens[here].start, tokens[here].end, "print", edits)


def _is_statement(tokens, index):
    if tokens[index].string != "print":
        return False
    before = tokens[index - 1] if index > 0 else None
    is_first = before is None or before.type == tokenize.NEWLINE or before.string in (";", ":")
    following = tokens[index + 1]
    return is_first and following.start > tokens[index].end and following.type != tokenize.OP


def _called(tokens, index):
    last = index + 1
    while tokens[last + 1].type != tokenize.NEWLINE and tokens[last + 1].string != ";":
        last += 1
    return [
        Edit(tokens[index].end, tokens[index + 1].start, "("),
        Edit(tokens[last].end, tokens[last].end, ")"),
    ]
