import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/// Spring Cloud Gateway with one route and no filters: `SpringPeer <port> <port of the backend>`.
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
public class SpringPeer {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringPeer.class);
        String route = "spring.cloud.gateway.server.webflux.routes[0].";
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", arguments[0],
                "spring.main.banner-mode", "off",
                route + "id", "all",
                route + "uri", "http://127.0.0.1:" + arguments[1],
                route + "predicates[0]", "Path=/**"));
        application.run();
    }
}
