package dev.pulso.contracts;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Size gate of source files, measured by the JDK's own parser: no pattern matching, no false alarms. */
final class SourceSizes {
    static final int MAX_FILE_LINES = 300;
    static final int MAX_METHOD_LINES = 40;

    private final Path root;

    private SourceSizes(Path root) {
        this.root = root;
    }

    static SourceSizes of(Path root) {
        return new SourceSizes(root);
    }

    /** @throws AssertionError naming each file and method above its limit */
    void check() {
        List<String> offenders = offenders();
        if (!offenders.isEmpty()) {
            throw new AssertionError("what does not fit on a few screens is not read as a whole; split by what changes "
                    + "together:\n  " + String.join("\n  ", offenders));
        }
    }

    List<String> offenders() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, problem -> {}, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            List<String> offenders = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Gate(unit, Trees.instance(task).getSourcePositions(), offenders).scan(unit, null);
            }
            return offenders;
        } catch (IOException e) {
            throw new UncheckedIOException("the sources under " + root + " are unreadable", e);
        }
    }

    private static final class Gate extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> offenders;

        Gate(CompilationUnitTree unit, SourcePositions positions, List<String> offenders) {
            this.unit = unit;
            this.positions = positions;
            this.offenders = offenders;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree tree, Void unused) {
            report("", lines(tree), MAX_FILE_LINES);
            return super.visitCompilationUnit(tree, unused);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            report("#" + tree.getName(), lines(tree), MAX_METHOD_LINES);
            return super.visitMethod(tree, unused);
        }

        private void report(String member, long lines, int limit) {
            if (lines > limit) {
                Path file = Path.of(unit.getSourceFile().toUri()).getFileName();
                offenders.add("%s%s has %d lines, %d are allowed".formatted(file, member, lines, limit));
            }
        }

        private long lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long end = positions.getEndPosition(unit, tree);
            long start = Math.max(positions.getStartPosition(unit, tree), 0);
            return end < 0 ? 0 : map.getLineNumber(end) - map.getLineNumber(start) + 1;
        }
    }
}
