"""pyspf over a loopback name server: one check a line of NDJSON in, one result a line out."""
import json
import sys
import time
import warnings

warnings.simplefilter("ignore")
import dns.resolver
import spf

if sys.argv[1].isdigit():
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = int(sys.argv[1])
    resolver.use_edns(0, 0, 4096)
    dns.resolver.default_resolver = resolver
else:
    # A table instead of a server: {"records": {"NAME TYPE": [...]}, "failing": [suffix, ...]}
    table = json.load(open(sys.argv[1]))
    answers = {}
    for question, values in table["records"].items():
        name, qtype = question.rsplit(" ", 1)
        if qtype == "TXT":
            values = [[value.encode()] for value in values]
        elif qtype == "MX":
            values = [(int(value.split(" ")[0]), value.split(" ")[1]) for value in values]
        answers[(name, qtype)] = values
    failing = tuple(table["failing"])

    def lookup(name, qtype, strict=True, timeout=20):
        owner = name
        for _ in range(16):
            alias = answers.get((owner, "CNAME"))
            if alias is None:
                break
            owner = alias[0]
        if owner.endswith(failing):
            raise spf.TempError("DNS SERVFAIL")
        return [((name, qtype), value) for value in answers.get((owner, qtype), [])]

    spf.DNSLookup = lookup

began = time.perf_counter()
worked = time.process_time()
count = 0
for line in sys.stdin:
    case = json.loads(line)
    try:
        query = spf.query(i=case["ip"], s=case["mailFrom"], h=case["helo"], receiver="mx.test", strict=True, timeout=5, querytime=0)
        result, _, text = query.check()
    except Exception as problem:  # whatever escapes pyspf is its answer, too
        result, text = "exception", "%s: %s" % (type(problem).__name__, problem)
    explanation = text if result == "fail" and text != spf.EXPLANATIONS["fail"] else None
    count += 1
    print(json.dumps({"id": case["id"], "result": result, "text": text, "explanation": explanation}))
print(json.dumps({"count": count, "seconds": time.perf_counter() - began, "cpuSeconds": time.process_time() - worked}))
