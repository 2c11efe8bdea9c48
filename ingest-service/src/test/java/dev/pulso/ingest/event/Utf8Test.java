package dev.pulso.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class Utf8Test {
    @Property
    void shouldPassWhatThePlatformDecodesAndHoldsNoZeroAndNoMark(@ForAll("mostlyAscii") byte[] bytes) {
        assertThat(passes(bytes)).isEqualTo(decodes(bytes) && !holdsZero(bytes) && !beginsWithMark(bytes));
    }

    @Provide
    Arbitrary<byte[]> mostlyAscii() {
        return Arbitraries.frequencyOf(
                        Tuple.of(60, Arbitraries.bytes().between((byte) 1, Byte.MAX_VALUE)),
                        Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(64);
    }

    private static boolean passes(byte[] bytes) {
        try {
            Utf8.check(bytes);
            return true;
        } catch (InvalidEventException e) {
            return false;
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean holdsZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWithMark(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == (byte) 0xEF;
    }
}
