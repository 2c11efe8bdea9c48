package dev.pulso.extractor.live;

/** Why a connection failed, in words: the client of the platform leaves the message out where nobody listens. */
final class Failure {
    private Failure() {}

    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
