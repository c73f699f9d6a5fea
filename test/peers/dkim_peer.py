"""dkimpy on messages with keys from a table: one case a line of NDJSON in, one result a line out. No network."""
import base64
import json
import sys
import time
import types
import warnings

warnings.simplefilter("ignore")
import logging

import dkim

logging.disable(logging.CRITICAL)
now = int(sys.argv[1])
# Its clock; what it measures time with stays.
dkim.time = types.SimpleNamespace(time=lambda: now)


def outcome(case):
    def look_up(name, timeout=5):
        answer = case["keys"].get(name.decode("latin-1").rstrip(".").lower(), "NXDOMAIN")
        if answer == "SERVFAIL":
            raise dkim.DnsTimeoutError("SERVFAIL")
        return answer[0].encode("latin-1") if isinstance(answer, list) and answer else None

    words = []

    class Words(logging.Handler):
        def emit(self, record):
            words.append(record.getMessage())

    logger = logging.Logger("dkimpy")
    logger.setLevel(logging.ERROR)
    logger.addHandler(Words())
    logging.disable(logging.NOTSET)
    try:
        passed = dkim.DKIM(base64.b64decode(case["message"]), logger=logger).verify(dnsfunc=look_up)
        if passed:
            return "pass", ""
        return ("refused" if words else "signature"), " ".join(words)
    except dkim.ValidationError as problem:
        return ("body" if str(problem).startswith("body hash mismatch") else "refused"), str(problem)
    except Exception as problem:  # whatever escapes dkimpy is its answer, too
        return "refused", "%s: %s" % (type(problem).__name__, problem)


began = time.perf_counter()
count = 0
for line in sys.stdin:
    case = json.loads(line)
    result, text = outcome(case)
    count += 1
    print(json.dumps({"id": case["id"], "result": result, "text": text}))
print(json.dumps({"count": count, "seconds": time.perf_counter() - began}))
