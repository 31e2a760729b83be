package io.nokube.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RouteTableTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "/routes.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void leadsWhereTheTableSays(String path, String leadsTo, String access) {
        switch (RouteTable.match(path)) {
            case RouteMatch.Own own -> assertThat(leadsTo).isEqualTo("own");
            case RouteMatch.Nowhere nowhere -> assertThat(leadsTo).isEqualTo("nowhere");
            case RouteMatch.Found found -> {
                assertThat(leadsTo).isEqualTo(found.route().service().name());
                assertThat(access).isEqualTo(found.route().access().name());
            }
        }
    }
}
