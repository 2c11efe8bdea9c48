package dev.pulso.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.junit.jupiter.api.Test;

class CommonGroundTest {
    private final CommonGround filter = new CommonGround();

    private static Schema of(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    private static Content content(Schema schema) {
        return OASFactory.createContent()
                .addMediaType("x/y", OASFactory.createMediaType().schema(schema));
    }

    @Test
    void shouldBoundWhatHasNoBounds() {
        assertThat(filter.filterSchema(of(SchemaType.STRING)).getMaxLength()).isEqualTo(Bounds.TEXT);
        assertThat(filter.filterSchema(of(SchemaType.STRING).format("date-time"))
                        .getMaxLength())
                .isEqualTo(Bounds.TIME);
        assertThat(filter.filterSchema(of(SchemaType.STRING).addType(SchemaType.NULL))
                        .getMaxLength())
                .isEqualTo(Bounds.TEXT);
        assertThat(filter.filterSchema(of(SchemaType.ARRAY)).getMaxItems()).isEqualTo(Bounds.ITEMS);
        Schema number = filter.filterSchema(of(SchemaType.INTEGER));
        assertThat(number.getFormat()).isEqualTo("int64");
        assertThat(number.getMinimum()).isEqualByComparingTo(BigDecimal.valueOf(Long.MIN_VALUE));
        assertThat(filter.filterSchema(of(SchemaType.INTEGER).format("int32")).getMaximum())
                .isEqualByComparingTo(BigDecimal.valueOf(Integer.MAX_VALUE));
    }

    @Test
    void shouldLeaveAloneWhatSaysItself() {
        Schema text = of(SchemaType.STRING).maxLength(7);
        Schema word = of(SchemaType.STRING).enumeration(List.of("a"));
        Schema list = of(SchemaType.ARRAY).maxItems(3);
        Schema number =
                of(SchemaType.INTEGER).format("int32").minimum(BigDecimal.ONE).exclusiveMaximum(BigDecimal.TEN);

        List.of(text, word, list, number).forEach(filter::filterSchema);
        filter.filterParameter(OASFactory.createParameter().schema(word));
        filter.filterRequestBody(OASFactory.createRequestBody().content(content(text)));
        filter.filterAPIResponse(OASFactory.createAPIResponse().content(content(list)));

        assertThat(text.getMaxLength()).isEqualTo(7);
        assertThat(word.getMaxLength()).isNull();
        assertThat(list.getMaxItems()).isEqualTo(3);
        assertThat(number.getMinimum()).isEqualTo(BigDecimal.ONE);
        assertThat(number.getMaximum()).isNull();
    }

    /** Whichever is visited first: the schema, or what it stands in. */
    @Test
    void shouldBoundParametersAndBodiesInTheirOwnWay() {
        for (boolean schemaFirst : List.of(true, false)) {
            Schema parameter = of(SchemaType.STRING);
            Schema body = of(SchemaType.STRING);
            Schema list = of(SchemaType.ARRAY);
            if (schemaFirst) {
                List.of(parameter, body, list).forEach(filter::filterSchema);
            }
            filter.filterParameter(OASFactory.createParameter().schema(parameter));
            filter.filterRequestBody(OASFactory.createRequestBody().content(content(body)));
            filter.filterAPIResponse(OASFactory.createAPIResponse().content(content(list)));
            List.of(parameter, body, list).forEach(filter::filterSchema);

            assertThat(parameter.getMaxLength()).isEqualTo(Bounds.PARAMETER);
            assertThat(body.getMaxLength()).isEqualTo(Integer.MAX_VALUE);
            assertThat(list.getMaxItems()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void shouldTellWhatTheGateAndAnAccidentAnswer() {
        Operation operation = OASFactory.createOperation()
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("401", OASFactory.createAPIResponse().description("mine")));
        OpenAPI document = OASFactory.createOpenAPI()
                .paths(OASFactory.createPaths()
                        .addPathItem("/v1/a", OASFactory.createPathItem().GET(operation)));

        filter.filterOpenAPI(document);

        assertThat(operation.getResponses().getAPIResponse("401").getDescription())
                .isEqualTo("mine");
        assertThat(operation.getResponses().getAPIResponse("500").getContent().getMediaType("application/problem+json"))
                .isNotNull();
        assertThat(document.getComponents().getSchemas()).containsKey("Problem");
        assertThat(document.getComponents().getSecuritySchemes()).containsOnlyKeys("bearer", "apiKey");
        assertThat(document.getSecurity()).hasSize(3);
        assertThat(document.getServers()).hasSize(1);
    }
}
