package dev.pulso.ingest.access;

import dev.pulso.access.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The role a caller of a resource method needs, if there are keys. Methods without it need {@link Role#ADMIN}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Role value();

    /** Whether the method is refused while the caller's quota is used up. */
    boolean quota() default false;
}
