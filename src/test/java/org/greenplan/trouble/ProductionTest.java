package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production profile: nobody known, nothing launched, until its administrator and plan office do it. */
class ProductionTest {

    private static final String ID = "GREENPLAN_ADMIN_ID";
    private static final String PASSWORD = "GREENPLAN_ADMIN_PASSWORD";
    private static final String SECRET = "Yan-Qi-Hu-2026!";

    private static final String GIVEN = "Given-by-2026";

    @TempDir
    Path directory;

    private static final String ADDRESS = "GREENPLAN_PUBLIC_ADDRESS";
    private static final String PLAN = "https://plan.example.gov.cn";

    private Node.Setup production() {
        return Node.in(directory).property("spring.profiles.active", "production");
    }

    @Test
    @DisplayName("生产环境未设置管理员：不启动，并说明应设置哪个变量")
    void withoutAdministrator_refusesToStartAndNamesTheVariables() {
        try (Node node = production().launch()) {
            assertThat(node.awaitEnd()).isNotZero();
            assertThat(node.log())
                    .contains(
                            "APPLICATION FAILED TO START", "请设置环境变量 " + ID, "请设置环境变量 " + PASSWORD, "请设置环境变量 " + ADDRESS)
                    .doesNotContain("\tat org.");
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    @DisplayName("生产环境的 H2 没有口令：不启动，并说明应设置哪个变量")
    void onH2WithoutPassword_refusesToStartAndNamesTheVariable() {
        try (Node node = production()
                .variable(ID, "quguanli")
                .variable(PASSWORD, SECRET)
                .variable(ADDRESS, PLAN)
                .launch()) {
            assertThat(node.awaitEnd()).isNotZero();
            assertThat(node.log())
                    .contains("APPLICATION FAILED TO START", "SPRING_DATASOURCE_PASSWORD")
                    .doesNotContain("\tat org.");
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    @DisplayName("生产环境：没有演示人员和已知口令，计划由计划办在任务列表中下达")
    void withAdministrator_planOfficeLaunches() throws Exception {
        try (Node node = production()
                .variable(ID, "quguanli")
                .variable(PASSWORD, SECRET)
                .variable(ADDRESS, PLAN)
                .variable("SPRING_DATASOURCE_PASSWORD", SECRET)
                .launch()) {
            Client client = node.awaitPort().withPassword(SECRET);
            String admin = "quguanli";
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> client.count(admin, "/engine-rest/filter/count") == 5);

            assertThat(client.get(admin, "/engine-rest/user").json())
                    .extracting(user -> user.path("id").asText())
                    .containsExactly(admin);
            Client known = client.withPassword("greenplan");
            for (String user : List.of("admin", "planoffice", "water1", "demo")) {
                assertThat(known.get(user, "/engine-rest/task").status())
                        .as(user)
                        .isEqualTo(401);
                assertThat(known.get(user, "/api/plans/2026/measures").status())
                        .as(user)
                        .isEqualTo(401);
            }
            JsonNode measures = client.get(admin, "/api/plans/2026/measures").json();
            assertThat(measures).hasSize(72).allSatisfy(measure -> assertThat(
                            measure.path("status").asText())
                    .isEqualTo("planned"));
            assertThat(client.count(admin, "/engine-rest/process-instance/count"))
                    .isZero();
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(client.uri("/camunda/app/tasklist/default/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.headers().allValues("set-cookie")).isNotEmpty().allSatisfy(cookie -> assertThat(cookie)
                    .containsPattern(";\\s*Secure"));
            onlyThisMachineReaches(client);
            hasOneAddress(client);

            createPerson(client, admin, "zhangsan", "planofficeStaff");
            createPerson(client, admin, "lisi", "planofficeSupervisor");
            launch(client, admin);
        }
    }

    private static void launch(Client client, String admin) {
        assertThat(client.post("lisi", "/engine-rest/process-definition/key/plan-launch/start", null)
                        .status())
                .as("only the office's clerks start it")
                .isEqualTo(403);
        Client.Answer started = client.post("zhangsan", "/engine-rest/process-definition/key/plan-launch/start", null);
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        Client.Answer checked = client.complete(
                "zhangsan", onlyTask(client, "zhangsan"), Map.of("planYear", "2026", "confirmed", "true"));
        assertThat(checked.status()).as(checked.body()).isEqualTo(204);
        Client.Answer signed = client.complete("lisi", onlyTask(client, "lisi"), Work.APPROVE);
        assertThat(signed.status()).as(signed.body()).isEqualTo(204);
        assertThat(client.count(admin, "/engine-rest/process-instance/count?processDefinitionKey=measure-cycle"))
                .isEqualTo(72);

        // a second launch finds no plan to launch
        assertThat(client.post("zhangsan", "/engine-rest/process-definition/key/plan-launch/start", null)
                        .status())
                .isEqualTo(200);
        Client.Answer again = client.complete(
                "zhangsan", onlyTask(client, "zhangsan"), Map.of("planYear", "2026", "confirmed", "true"));
        assertThat(again.status()).as(again.body()).isEqualTo(400);
        assertThat(client.count(admin, "/engine-rest/process-instance/count?processDefinitionKey=measure-cycle"))
                .isEqualTo(72);
    }

    private static String onlyTask(Client client, String user) {
        JsonNode tasks = client.get(user, "/engine-rest/task").json();
        assertThat(tasks).hasSize(1);
        return tasks.get(0).path("id").asText();
    }

    private static void createPerson(Client client, String admin, String id, String group) throws Exception {
        Client.Answer created = client.post(
                admin,
                "/engine-rest/user/create",
                Map.of(
                        "profile",
                        Map.of("id", id, "firstName", id, "lastName", "", "email", id + "@huairou.example"),
                        "credentials",
                        Map.of("password", GIVEN)));
        assertThat(created.status()).as(created.body()).isEqualTo(204);
        assertThat(client.put(admin, "/engine-rest/group/" + group + "/members/" + id, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(client.withPassword(GIVEN).get(id, "/engine-rest/task").status())
                .as("a password that somebody else has chosen opens nothing")
                .isEqualTo(403);
        Login.choosePassword(client, id, GIVEN, SECRET);
    }

    /** HTTP clients write the header Host themselves. */
    private static void hasOneAddress(Client client) throws Exception {
        int port = client.uri("/").getPort();
        assertThat(answer(port, "plan.example.gov.cn"))
                .startsWith("HTTP/1.1 302")
                .contains("Strict-Transport-Security: max-age=31536000\r\n", "Location: /login\r\n");
        assertThat(answer(port, "127.0.0.1:" + port)).startsWith("HTTP/1.1 302");
        assertThat(answer(port, "evil.example"))
                .startsWith("HTTP/1.1 400")
                .contains("请求不是发给本系统的网址的", "Strict-Transport-Security")
                .doesNotContain("evil");
    }

    private static String answer(int port, String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET /measures HTTP/1.1\r\nHost: " + host
                    + "\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void onlyThisMachineReaches(Client client) throws Exception {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        if (outside.isPresent()) {
            assertThat(reaches(outside.get(), client.uri("/").getPort())).isFalse();
        }
        assertThat(reaches(InetAddress.getByName("127.0.0.1"), client.uri("/").getPort()))
                .isTrue();
    }

    private static boolean reaches(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new java.net.InetSocketAddress(address, port), 2000);
            return true;
        } catch (java.io.IOException refused) {
            return false;
        }
    }
}
