package dev.pulso.processor.stream;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What one step hands to the next: bytes in chunks, each for one shard. A row for each record would cost a multiple of the
 * record itself.
 */
final class Chunks {
    private static final int CHUNK = 256 * 1024;

    private final @Nullable Output[] open;
    private final List<Tuple2<Integer, byte[]>> full = new ArrayList<>();

    Chunks(int shards) {
        open = new Output[shards];
    }

    int shards() {
        return open.length;
    }

    /** Where to write one whole thing for a shard, next; at position 0 it begins a chunk. */
    Output to(int shard) {
        Output out = open[shard];
        if (out != null && out.position() >= CHUNK) {
            cut(shard, out);
        }
        if (out == null) {
            out = new Output(CHUNK / 8, -1);
            open[shard] = out;
        }
        return out;
    }

    /** Ends the chunks at hand. */
    void cut() {
        for (int shard = 0; shard < open.length; shard++) {
            Output out = open[shard];
            if (out != null && out.position() > 0) {
                cut(shard, out);
            }
        }
    }

    /** All that was written. */
    Iterator<Tuple2<Integer, byte[]>> end() {
        cut();
        return full.iterator();
    }

    private void cut(int shard, Output out) {
        full.add(new Tuple2<>(shard, out.toBytes()));
        out.clear();
    }
}
