import os
import signal
import subprocess
import sys
import time

import pytest

from communique.engines import Failure, run
from communique.errors import MalformedError


def double(number: int) -> int:
    if number == 7:
        raise MalformedError("seven.txt", "cannot be doubled")
    return number * 2


def die_on_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1), (2, 1), (2, 3)])
def test_results_come_in_the_order_of_the_items_whatever_the_workers(workers, chunk):
    done = list(run(double, range(20), workers=workers, chunk=chunk))
    assert done[:7] == [0, 2, 4, 6, 8, 10, 12]
    assert done[8:] == [n * 2 for n in range(8, 20)]
    assert done[7] == Failure("MalformedError", "seven.txt: cannot be doubled")


def test_nothing_in_gives_nothing_out():
    assert list(run(double, [], workers=2)) == []


def test_a_process_that_dies_costs_only_the_item_that_killed_it():
    done = list(run(die_on_three, range(6), workers=2))
    assert [d for d in done if not isinstance(d, Failure)] == [0, 1, 2, 4, 5]
    assert isinstance(done[3], Failure)


def test_items_are_taken_as_they_are_needed():
    taken = []

    def source():
        for number in range(1000):
            taken.append(number)
            yield number

    results = run(double, source(), workers=1)
    next(results)
    assert len(taken) <= 3


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_from_the_keyboard_ends_all_processes_without_their_tracebacks(tmp_path):
    script = tmp_path / "long_run.py"
    script.write_text(
        "import time\n"
        "from communique.engines import run\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        "        for done in run(time.sleep, [0.1] * 4 + [30] * 4, workers=2):\n"
        "            print(done, flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted')\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "None\n"
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    assert output.splitlines()[-1] == "interrupted"
    assert "Traceback" not in errors
