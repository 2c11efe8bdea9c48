package dev.pulso.processor.segment.feature;

import dev.pulso.processor.segment.feature.Aggregates.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;

/** Takes the aggregates out of SQL expressions: as parts to keep, and as what is left to do with them. */
final class Decomposition {
    private static final String GROUP_OF_AGGREGATES = "agg_funcs";
    private static final Set<String> MERGED_BY_SUM = Set.of("sum", "count", "count_if");
    private static final Set<String> MERGED_BY_THEMSELVES =
            Set.of("min", "max", "bool_and", "bool_or", "every", "some", "any", "bit_or", "bit_and");

    private final SparkSession spark;
    private final List<Part> parts = new ArrayList<>();
    private boolean mergeable = true;
    private boolean bound;

    Decomposition(SparkSession spark) {
        this.spark = spark;
    }

    /** @return the expression with the names of parts in place of its aggregates */
    Column add(String sql) {
        return new Column(parse(sql).transformDown(new Extraction()));
    }

    List<Part> parts() {
        return parts;
    }

    /** What looks at the day it is made for cannot be kept for another. */
    boolean mergeable() {
        return mergeable && !bound;
    }

    boolean bound() {
        return bound;
    }

    private final class Extraction extends AbstractPartialFunction<Expression, Expression> {
        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof AggregateFunction
                    || expression instanceof AggregateExpression
                    || (expression instanceof UnresolvedFunction function && isAggregate(function));
        }

        @Override
        public Expression apply(Expression aggregate) {
            bound |= aggregate.find(new AsOf()).isDefined();
            return aggregate instanceof UnresolvedFunction function ? extract(function) : whole(aggregate);
        }
    }

    private static final class AsOf extends AbstractFunction1<Expression, Object> {
        @Override
        public Object apply(Expression expression) {
            return expression instanceof UnresolvedAttribute attribute
                    && attribute.name().equalsIgnoreCase(Aggregates.AS_OF);
        }
    }

    private boolean isAggregate(UnresolvedFunction function) {
        Option<ExpressionInfo> known =
                spark.sessionState().functionRegistry().lookupFunction(new FunctionIdentifier(name(function)));
        return known.isDefined() && known.get().getGroup().equals(GROUP_OF_AGGREGATES);
    }

    private Expression extract(UnresolvedFunction function) {
        String name = name(function);
        boolean distinct = function.isDistinct();
        if (!distinct && MERGED_BY_SUM.contains(name)) {
            return keep(function, "sum(%s)");
        }
        if (MERGED_BY_THEMSELVES.contains(name)) {
            return keep(function, name + "(%s)");
        }
        if (!distinct && (name.equals("avg") || name.equals("mean"))) {
            String sum = keep(like(function, "sum"), "sum(%s)").name();
            String count = keep(like(function, "count"), "sum(%s)").name();
            return parse("cast(`" + sum + "` as double) / `" + count + "`");
        }
        if (distinct && name.equals("count") && function.arguments().size() == 1) {
            String values = keep(like(function, "collect_set"), "array_distinct(flatten(collect_list(%s)))")
                    .name();
            return parse("size(`" + values + "`)");
        }
        return whole(function);
    }

    /** An aggregate that cannot be merged: kept as it is, made of all records. */
    private Expression whole(Expression aggregate) {
        mergeable = false;
        return keep(aggregate, "first(%s)");
    }

    private UnresolvedAttribute keep(Expression partial, String merge) {
        String name = "p" + parts.size();
        parts.add(Part.of(name, new Column(partial), merge));
        return UnresolvedAttribute.quoted(name);
    }

    private static UnresolvedFunction like(UnresolvedFunction function, String name) {
        Seq<String> names = JavaConverters.asScalaBuffer(List.of(name)).toList();
        return new UnresolvedFunction(names, function.arguments(), false, function.filter(), false);
    }

    private static String name(UnresolvedFunction function) {
        return function.nameParts().last().toLowerCase(Locale.ROOT);
    }

    private Expression parse(String sql) {
        try {
            return spark.sessionState().sqlParser().parseExpression(sql);
        } catch (ParseException e) {
            // Definitions are checked before they come here.
            throw new IllegalArgumentException(sql, e);
        }
    }
}
