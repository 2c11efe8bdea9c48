package dev.pulso.bench.faults;

/** What a row needs to be running. Rows of one stage share a system, because a start costs half a minute. */
enum Stage {
    /** One of each part. */
    PLAIN,
    /** With a network between the parts that can be cut and slowed. */
    NETWORK,
    /** With data on small disks of memory; needs root to mount them. */
    DISKS,
    /** With clocks that can be set apart; needs libfaketime. */
    CLOCKS,
    /** Three brokers, a Spark cluster, two replicas. */
    CLUSTER,
    /** On the data folder that an earlier version has written; needs a built tree of that version. */
    EARLIER_DATA
}
