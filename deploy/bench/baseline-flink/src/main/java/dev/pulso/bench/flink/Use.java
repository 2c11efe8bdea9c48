package dev.pulso.bench.flink;

/**
 * A post as Flink carries it: public fields and no constructor arguments make it a POJO, which spares Kryo.
 */
public final class Use {
    public String post = "";
    public String suffix = "";
    public String[] tags = {};
    public long createdAtMillis;
}
