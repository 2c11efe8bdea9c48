"""Writes made-up tweets in Twitter's v1.1 JSON, one a line: four kinds of authors over two weeks, so that there is
something to find. Every run makes the same ones, ending now. Usage: python3 make_tweets.py [AUTHORS] > tweets.ndjson"""

import json
import random
import sys
from datetime import datetime, timedelta, timezone

TOPICS = ["DataEngineering", "Kafka", "Spark", "PostgreSQL", "Java", "OpenSource", "SQL", "Python"]
# name, share of authors, tweets a day, tags a tweet, share of replies, followers (about)
KINDS = [
    ("news", 0.10, 9.0, 2.0, 0.02, 40_000),
    ("fan", 0.25, 4.0, 3.0, 0.15, 300),
    ("talker", 0.35, 3.0, 0.2, 0.85, 500),
    ("guest", 0.30, 0.4, 0.8, 0.30, 120),
]
DAYS = 14
END = datetime.now(timezone.utc).replace(microsecond=0)


def tweet(number, rng, author, kind, at):
    _, _, _, tags, replies, followers = kind
    count = min(len(TOPICS), int(rng.expovariate(1 / tags) + 0.5)) if tags else 0
    chosen = rng.sample(TOPICS, count)
    text = "Notes from today " + " ".join("#" + tag for tag in chosen)
    status = {
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": number,
        "id_str": str(number),
        "text": text,
        "lang": "en",
        "entities": {
            "hashtags": [{"text": tag, "indices": [text.index("#" + tag), text.index("#" + tag) + len(tag) + 1]} for tag in chosen],
            "user_mentions": [],
            "urls": [],
        },
        "user": {
            "id": author,
            "id_str": str(author),
            "screen_name": f"user{author}",
            "followers_count": int(followers * rng.lognormvariate(0, 0.4)),
            "friends_count": 100,
            "statuses_count": 1000,
        },
    }
    if rng.random() < replies:
        status["in_reply_to_status_id"] = number - 1
        status["in_reply_to_status_id_str"] = str(number - 1)
    return status


def main():
    authors = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rng = random.Random(42)
    moments = []
    for author in range(1, authors + 1):
        kind = rng.choices(KINDS, [each[1] for each in KINDS])[0]
        for _ in range(max(1, int(rng.gauss(kind[2] * DAYS, kind[2] * 2)))):
            moments.append((END - timedelta(seconds=rng.randrange(DAYS * 86_400)), author, kind))
    # One afternoon everybody talks about the same thing.
    for _ in range(authors):
        moments.append((END - timedelta(days=1, seconds=rng.randrange(3_600)), rng.randint(1, authors), KINDS[1]))
    moments.sort(key=lambda each: each[0])
    for number, (at, author, kind) in enumerate(moments, start=1):
        status = tweet(number, rng, author, kind, at)
        print(json.dumps(status, ensure_ascii=False))


if __name__ == "__main__":
    main()
