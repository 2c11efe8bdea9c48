"""Prints every change of a hashtag's count. Needs confluent-kafka: Debian's python3-confluent-kafka, or pip."""

import json
import os

from confluent_kafka import Consumer

consumer = Consumer(
    {
        "bootstrap.servers": os.environ.get("PULSO_KAFKA", "127.0.0.1:9092"),
        "group.id": "example-python",
        "auto.offset.reset": "earliest",
    }
)
consumer.subscribe(["pulso.hashtags"])
while True:
    record = consumer.poll(1.0)
    if record is None or record.error() or record.value() is None:  # nothing, a hiccup, or a row that is gone
        continue
    window = json.loads(record.value())["data"]
    # Absolute counts: of two for one key, the higher version is the truth.
    print(window["windowStart"], "#" + window["tag"], window["network"], window["posts"], flush=True)
