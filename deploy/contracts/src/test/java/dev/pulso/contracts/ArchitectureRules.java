package dev.pulso.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rules every module of Pulso follows, for its {@code ArchitectureTest}. Each failure names the reason of its rule.
 * Reads {@code target/classes} and {@code src/main/java} of the module under test (Surefire's working directory).
 */
public final class ArchitectureRules {
    private static final String[] DRAWERS = {
        "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..support..", "..impl..", "..manager.."
    };
    private static final String[] FRAMEWORKS = {
        "jakarta..", "io.quarkus..", "io.smallrye..", "io.vertx..", "org.apache.spark..", "org.apache.kafka.."
    };

    private final String basePackage;
    private final JavaClasses classes;

    private ArchitectureRules(String basePackage, JavaClasses classes) {
        this.basePackage = basePackage;
        this.classes = classes;
    }

    /** The rules for the main classes of the module under test, all of which live under {@code basePackage}. */
    public static ArchitectureRules of(String basePackage) {
        Path compiled = Path.of("target", "classes");
        if (!Files.isDirectory(compiled)) {
            throw new IllegalStateException("no " + compiled.toAbsolutePath() + ": compile the module first");
        }
        // By path: scanning the whole class path of a service for the package takes twice as long.
        return new ArchitectureRules(basePackage, new ClassFileImporter().importPath(compiled));
    }

    /** Checks all rules that hold in every module. */
    public ArchitectureRules checkAll() {
        check(slices().matching(basePackage + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other can only be understood, tested and changed together"));
        check(noClasses()
                .should()
                .resideInAnyPackage(DRAWERS)
                .because("a package is named after what it holds; drawers collect what nobody owns"));
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("collaborators come through the constructor: visible, final, and a test can hand in its own"));
        check(fields().that()
                .areStatic()
                .and()
                .arePublic()
                .should()
                .beFinal()
                .because("a mutable static is shared by every test and thread"));
        SourceSizes.of(Path.of("src", "main", "java")).check();
        return this;
    }

    /**
     * Checks that the classes of these packages know no framework.
     *
     * @param packages ArchUnit package patterns, such as {@code "dev.pulso.results.trend.."}
     */
    public ArchitectureRules frameworkFree(String... packages) {
        return check(noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("domain logic is plain Java: it outlives frameworks and its tests take milliseconds"));
    }

    private ArchitectureRules check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
        return this;
    }
}
