package dev.pulso.processor.stream;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files without Hadoop's permission calls, each of which starts a {@code chmod} process: they took a third of a
 * small micro-batch. Files get the permissions of the process's umask, like those of any other program.
 */
public final class PlainLocalFileSystem extends LocalFileSystem {
    /** Named in the configuration, created by Hadoop. */
    public PlainLocalFileSystem() {
        super(new WithoutPermissions());
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }

    private static final class WithoutPermissions extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) {
            // on purpose nothing: see the class comment
        }
    }
}
