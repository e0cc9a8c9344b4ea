"""Runs one module of CPython's tests of asyncio, and prints what became of each test.

Arguments: the folder that holds the package `test`, the module, and the tests that are to be left out.
A line begins with the mark, then stand a word and the name of a test, and perhaps a reason.
"""

import faulthandler
import os
import sys
import unittest

MARK = "@@@"

folder, module, *left_out = sys.argv[1:]
# Behind the standard library: of this folder only the package of tests is wanted.
sys.path.append(folder)
out = sys.stdout
# There are no signals of the operating system to hear of.
faulthandler.enable = lambda *args, **keywords: None
os.environ["PYTHONASYNCIODEBUG"] = ""


def tell(word, test, reason=""):
    reason = reason.strip().rpartition("\n")[2][:200]
    out.write(f"\n{MARK}{word} {name_of(test)} {reason}\n")
    out.flush()


def name_of(test):
    return test.id().replace(" ", "_")


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        tell("begins", test)

    def addSuccess(self, test):
        tell("passed", test)

    def addError(self, test, error):
        tell("failed", test, self._exc_info_to_string(error, test))

    def addFailure(self, test, error):
        tell("failed", test, self._exc_info_to_string(error, test))

    def addSubTest(self, test, subtest, error):
        if error is not None:
            tell("failed", test, self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        tell("skipped", test, reason)

    def addExpectedFailure(self, test, error):
        tell("passed", test)

    def addUnexpectedSuccess(self, test):
        tell("failed", test, "It was expected to fail.")


def tests_of(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests_of(item)
        else:
            yield item


from test import support

# CPython leaves out all tests of asyncio where there are no sockets; most need none.
support.has_socket_support = True

unwanted = set(left_out)
loaded = unittest.defaultTestLoader.loadTestsFromName(f"test.test_asyncio.{module}")
wanted = [test for test in tests_of(loaded) if name_of(test) not in unwanted]
unittest.TestSuite(wanted).run(Result())
out.write(f"\n{MARK}ended\n")
out.flush()
