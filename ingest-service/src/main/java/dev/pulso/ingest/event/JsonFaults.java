package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Says where JSON breaks off without quoting it: Jackson's own messages carry pieces of the payload. */
final class JsonFaults {
    private JsonFaults() {}

    static String explain(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (e instanceof StreamConstraintsException) {
            return "nested too deep, or a name or number too long" + where;
        }
        return (e instanceof JsonEOFException ? "JSON ends too early" : "not JSON") + where;
    }
}
