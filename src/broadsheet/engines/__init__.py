"""Where stages run: in this process, on the cores of this machine, on a cluster, or on any other Executor.

A stage is a function of one item. It lives in the package, can be pickled and knows nothing of
engines; `run` maps it over items on a `concurrent.futures.Executor` and gives the results in order.
"""

from broadsheet.engines.choose import is_far, open_engine
from broadsheet.engines.cores import Cores, WorkerLostError
from broadsheet.engines.here import Here
from broadsheet.engines.kept import Kept, code
from broadsheet.engines.names import ENGINES, SCHEME, is_engine, require_engine
from broadsheet.engines.run import AbsentError, Lost, run
from broadsheet.engines.shards import Shards
from broadsheet.engines.threads import Threads, open_threads

__all__ = [
    "ENGINES",
    "SCHEME",
    "AbsentError",
    "Cores",
    "Here",
    "Kept",
    "Lost",
    "Shards",
    "Threads",
    "WorkerLostError",
    "code",
    "is_engine",
    "is_far",
    "open_engine",
    "open_threads",
    "require_engine",
    "run",
]
