package dev.pulso.bench.sse;

import dev.pulso.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx with nchan, one worker: the module's cheapest set-up for one channel. Published to by HTTP, as it wants it. */
final class Nchan implements StreamServer {
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process nginx;
    private final int port = FreePort.any();

    /** @throws IllegalStateException if nginx or the module is not there; the message says how to install them */
    Nchan(Path folder) throws IOException {
        if (!Files.exists(MODULE)) {
            throw new IllegalStateException(
                    "no " + MODULE + ": apt-get install -y nginx libnginx-mod-nchan (Debian, Ubuntu)");
        }
        Files.createDirectories(folder);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, config(folder));
        nginx = new ProcessBuilder("nginx", "-e", folder.resolve("error.log").toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
    }

    private String config(Path folder) {
        // Workers of a master that runs as root would change to a user that may not read the folder.
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + """
                load_module %s;
                daemon off;
                worker_processes 1;
                worker_rlimit_nofile 20000;
                pid %s/nginx.pid;
                events { worker_connections 18000; }
                http {
                  access_log off;
                  client_body_temp_path %s/body;
                  proxy_temp_path %s/proxy;
                  fastcgi_temp_path %s/fastcgi;
                  uwsgi_temp_path %s/uwsgi;
                  scgi_temp_path %s/scgi;
                  nchan_shared_memory_size 64m;
                  server {
                    listen 127.0.0.1:%d backlog=8192;
                    location = /publish { nchan_publisher; nchan_channel_id updates; nchan_message_buffer_length 10; }
                    location = /stream {
                      nchan_subscriber eventsource;
                      nchan_channel_id updates;
                      nchan_subscriber_first_message newest;
                    }
                  }
                }
                """.formatted(MODULE, folder, folder, folder, folder, folder, folder, port);
    }

    @Override
    public String name() {
        return "nginx + nchan";
    }

    @Override
    public URI stream() {
        return URI.create("http://127.0.0.1:" + port + "/stream");
    }

    @Override
    public void publish(String json) {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/publish"))
                                    .POST(BodyPublishers.ofString(json))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException("nchan answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Usage usage() {
        return Usage.of(nginx.toHandle());
    }

    @Override
    public void close() {
        nginx.descendants().forEach(ProcessHandle::destroy);
        nginx.destroy();
    }
}
