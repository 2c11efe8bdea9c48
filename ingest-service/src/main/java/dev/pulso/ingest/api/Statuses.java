package dev.pulso.ingest.api;

/** What a status means here, in words. */
final class Statuses {
    private Statuses() {}

    static String meaning(int status) {
        return switch (status) {
            case 200 -> "Done";
            case 202 -> "All events are accepted: acknowledged by the buffer";
            case 207 -> "Some events are accepted, the results say which";
            case 400 -> "The request cannot be understood as a whole";
            case 401 -> "No key, or none that is known";
            case 403 -> "The key is not for this";
            case 404 -> "There is no such thing";
            case 405 -> "Not with this method";
            case 406 -> "Not in this form";
            case 408 -> "The body did not arrive in time";
            case 409 -> "It does not fit what is there";
            case 413 -> "Larger than allowed; the detail names the limit";
            case 415 -> "A form that is not understood";
            case 422 -> "Understood and refused";
            case 429 -> "More than the key may send";
            case 503 -> "The buffer is away; send again what was not accepted";
            default -> "Something went wrong here";
        };
    }
}
