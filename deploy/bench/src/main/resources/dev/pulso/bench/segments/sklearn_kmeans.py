"""scikit-learn's KMeans on the same features. Arguments: file of float64 rows, width, k from, k to, starts."""

import json
import sys
import time

import numpy
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

file, width, k_from, k_to, starts = sys.argv[1], *map(int, sys.argv[2:6])

start = time.perf_counter()
rows = numpy.fromfile(file).reshape(-1, width)
scaled = StandardScaler().fit_transform(rows)
prepared = time.perf_counter() - start
sample = numpy.random.default_rng(42).choice(len(scaled), min(5_000, len(scaled)), replace=False)
wcss, silhouettes = {}, {}
for k in range(k_from, k_to + 1):
    model = KMeans(n_clusters=k, n_init=starts, random_state=42).fit(scaled)
    wcss[k] = model.inertia_
    silhouettes[k] = silhouette_score(scaled[sample], model.labels_[sample])
seconds = time.perf_counter() - start
print(json.dumps({
    "entities": len(rows),
    "preparedSeconds": prepared,
    "seconds": seconds,
    "wcss": wcss,
    "chosen": max(silhouettes, key=silhouettes.get),
}))
