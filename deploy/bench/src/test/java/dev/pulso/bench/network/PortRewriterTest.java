package dev.pulso.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortRewriterTest {
    private static final int FROM = 27_010;
    private static final int TO = 31_007;

    @Test
    void shouldReplaceTheAddressWhereverItIsCut() {
        byte[] answer = message("before 127.0.0.", FROM, "between 127.0.0.1x", FROM, "after 127");
        byte[] expected = message("before 127.0.0.", TO, "between 127.0.0.1x", TO, "after 127");

        for (int cut = 1; cut < answer.length; cut++) {
            PortRewriter rewriter = new PortRewriter(FROM, TO);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(rewriter.pass(answer, cut));
            byte[] rest = Arrays.copyOfRange(answer, cut, answer.length);
            out.writeBytes(rewriter.pass(rest, rest.length));
            out.writeBytes(rewriter.pass(" end".getBytes(StandardCharsets.US_ASCII), 4));

            byte[] whole = Arrays.copyOf(expected, expected.length + 4);
            System.arraycopy(" end".getBytes(StandardCharsets.US_ASCII), 0, whole, expected.length, 4);
            assertThat(out.toByteArray()).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void shouldLeaveOtherPortsAlone() {
        byte[] answer = message("a", FROM + 1, "b", FROM - 1, "c");

        assertThat(new PortRewriter(FROM, TO).pass(answer, answer.length)).isEqualTo(answer);
    }

    private static byte[] message(String before, int first, String between, int second, String after) {
        ByteBuffer buffer = ByteBuffer.allocate(200);
        buffer.put(ascii(before)).put(ascii("127.0.0.1")).putInt(first);
        buffer.put(ascii(between)).put(ascii("127.0.0.1")).putInt(second).put(ascii(after));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
