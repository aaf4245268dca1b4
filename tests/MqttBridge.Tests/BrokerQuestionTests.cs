namespace Platform.MqttBridge.Tests;

/// <summary>The broker's questions over HTTP, in the form that rabbitmq_auth_backend_http sends.</summary>
public sealed class BrokerQuestionTests(BridgeFixture fixture) : IClassFixture<BridgeFixture>
{
    [Theory]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-1", "allow")]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-2", "deny")]
    [InlineData("ESP32-1", "wrong", "ESP32-1", "deny")]
    [InlineData("ESP32-1", "", "ESP32-1", "deny")]
    [InlineData("nobody", "x", "nobody", "deny")]
    [InlineData("ws_1", "pw-ws_1", "ws_1-x", "allow")]
    public async Task User(string username, string password, string clientId, string answer) =>
        (await fixture.AskAsync("user", ("username", username), ("password", password), ("vhost", "/"), ("client_id", clientId))).ShouldBe(answer);

    [Theory]
    [InlineData("/", "allow")]
    [InlineData("other", "deny")]
    [InlineData("", "deny")]
    public async Task Virtual_host(string vhost, string answer) => (await fixture.AskAsync("vhost", ("username", "ESP32-1"), ("vhost", vhost), ("ip", "127.0.0.1"))).ShouldBe(answer);

    [Theory]
    [InlineData("exchange", "amq.topic", "write", "allow")]
    [InlineData("exchange", "amq.topic", "read", "allow")]
    [InlineData("exchange", "telemetry.ingest", "write", "deny")]
    [InlineData("queue", "mqtt-subscription-ESP32-1qos1", "configure", "allow")]
    [InlineData("queue", "mqtt-subscription-ESP32-2qos1", "configure", "deny")]
    [InlineData("queue", "bridge.status", "read", "deny")]
    [InlineData("topic", "amq.topic", "write", "deny")]
    public async Task Resource(string resource, string name, string permission, string answer) => (await fixture.AskAsync(
        "resource", ("username", "ESP32-1"), ("vhost", "/"), ("resource", resource), ("name", name), ("permission", permission))).ShouldBe(answer);

    [Theory]
    [InlineData("amq.topic", "write", "workshop.ws_1.pit.pit1.sensors", "allow")]
    [InlineData("amq.topic", "read", "workshop.ws_1.device.ESP32-1.command", "allow")]
    [InlineData("amq.topic", "configure", "workshop.ws_1.pit.pit1.sensors", "deny")]
    [InlineData("amq.topic", "", "workshop.ws_1.pit.pit1.sensors", "deny")]
    [InlineData("live", "read", "workshop.ws_1.device.ESP32-1.command", "deny")]
    [InlineData("amq.topic", "write", "workshop.ws_1.pit.pit2.sensors", "deny")]
    [InlineData("amq.topic", "read", "#", "deny")]
    public async Task Topic(string name, string permission, string key, string answer) => (await fixture.AskAsync(
        "topic", ("username", "ESP32-1"), ("vhost", "/"), ("resource", "topic"), ("name", name), ("permission", permission), ("routing_key", key))).ShouldBe(answer);

    [Theory]
    [InlineData("user")]
    [InlineData("vhost")]
    [InlineData("resource")]
    [InlineData("topic")]
    public async Task Empty_form_is_a_refusal(string question) => (await fixture.AskAsync(question)).ShouldNotBe("allow");

    [Theory]
    [InlineData("vhost", "client_id")]
    [InlineData("resource", "client_id")]
    [InlineData("topic", "variable_map.client_id")]
    public async Task Foreign_client_id_is_refused_at_every_question(string question, string field)
    {
        (string, string)[] form =
        [
            ("username", "ESP32-1"), ("vhost", "/"), ("resource", question == "topic" ? "topic" : "exchange"), ("name", "amq.topic"), ("permission", "write"),
            ("routing_key", "workshop.ws_1.pit.pit1.sensors"),
        ];
        (await fixture.AskAsync(question, [.. form, (field, "ESP32-1")])).ShouldBe("allow");
        (await fixture.AskAsync(question, [.. form, (field, "ESP32-2")])).ShouldBe("deny");
    }

    [Fact]
    public async Task Long_password_is_a_refusal() =>
        (await fixture.AskAsync("user", ("username", "ESP32-1"), ("password", new string('x', 200_000)))).ShouldBe("deny");
}
