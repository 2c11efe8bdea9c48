package dev.pulso.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of child processes: runs another main class and exits in order once the parent is gone, even after
 * {@code kill -9} of the parent. The parent keeps the child's standard input open and never writes to it: end of file
 * means that the parent is no more.
 *
 * <p>Arguments: the main class, then its own arguments.
 */
public final class StopsWithParent {
    private static final int PARENT_GONE = 143;

    private StopsWithParent() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watcher = new Thread(StopsWithParent::exitAtEndOfInput, "stops-with-parent");
        watcher.setDaemon(true);
        watcher.start();
        Object rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, rest);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[0] + " failed", e.getCause());
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        System.exit(PARENT_GONE);
    }
}
