"""Sends ten orders to ingest-service, again and again until every one is accepted. Needs nothing but Python 3."""

import json
import os
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

ingest = os.environ.get("PULSO_INGEST_URL", "http://127.0.0.1:8081")
events = [
    {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),  # the same id on every attempt: it is counted once
        "source": "/example/python",
        "type": "example.order.v1",
        "subject": f"customer-{n % 3}",
        "time": datetime.now(timezone.utc).isoformat().replace("+00:00", "Z"),
        "pulsovalue": "/amount",  # the number to add up
        "data": {"amount": 10 + n},
    }
    for n in range(10)
]
while events:
    request = urllib.request.Request(
        ingest + "/v1/events",
        data=json.dumps(events).encode(),
        headers={"Content-Type": "application/cloudevents-batch+json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=15) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = json.load(error)
        if "results" not in answer:
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("Retry-After", "1")))
            continue
    except OSError:
        time.sleep(1)  # nobody knows whether it arrived: send it again
        continue
    for result in answer["results"]:
        if result["status"] == "rejected":
            print("rejected", result["error"])
    print("accepted", answer["accepted"])
    events = [events[r["index"]] for r in answer["results"] if r["status"] == "retry"]
