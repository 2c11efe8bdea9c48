package dev.pulso.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds numbers whose arithmetic would take all memory: 1E999999999 has ten characters and a billion digits. */
final class Numbers {
    private static final int MAX_EXPONENT = 1000;

    private Numbers() {}

    /** @return JSON pointer of such a number, or null */
    static @Nullable String unbounded(JsonNode node) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            return "";
        }
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                String found = unbounded(member.getValue());
                if (found != null) {
                    return "/" + member.getKey().replace("~", "~0").replace("/", "~1") + found;
                }
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String found = unbounded(node.get(i));
            if (found != null) {
                return "/" + i + found;
            }
        }
        return null;
    }
}
