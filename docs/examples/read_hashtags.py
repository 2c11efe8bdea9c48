"""Prints every change of a hashtag's count. Needs: pip install kafka-python (3 or later)."""

import json
import os

from kafka import KafkaConsumer

consumer = KafkaConsumer(
    "pulso.hashtags",
    bootstrap_servers=os.environ.get("PULSO_KAFKA", "127.0.0.1:9092"),
    group_id="example-python",
    auto_offset_reset="earliest",
)
for record in consumer:
    if record.value is None:  # a row that is gone
        continue
    window = json.loads(record.value)["data"]
    # Absolute counts: of two for one key, the higher version is the truth.
    print(window["windowStart"], "#" + window["tag"], window["network"], window["posts"], flush=True)
