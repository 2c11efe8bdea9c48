package dev.pulso.contracts;

/** A record component broke a rule. The message names component and rule, never the value. */
final class BrokenRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BrokenRule(String message) {
        super(message);
    }
}
