using Platform.AppHost.Local.Servers;

namespace Platform.AppHost.Local.Tests;

public sealed class RabbitMqConfigurationTests
{
    private static readonly string[] Source =
    [
        "# comment",
        "listeners.tcp.default = 5672",
        "mqtt.listeners.ssl.default = 8883",
        "load_definitions = /etc/rabbitmq/definitions.json",
        "mqtt.max_session_expiry_interval_seconds = 604800",
        "auth_backends.1 = internal",
        "auth_backends.2 = cache",
        "auth_http.user_path = $(BROKER_AUTH)/broker/user",
    ];

    [Fact]
    public void Names_of_version_4_become_those_of_3_10() =>
        Derive(Settings()).ShouldContain("mqtt.subscription_ttl = 604800000");

    [Fact]
    public void Listeners_are_ours_and_definitions_load_before_mqtt_listens()
    {
        var lines = Derive(Settings());

        lines.ShouldContain("listeners.tcp.default = 127.0.0.1:1");
        lines.ShouldContain("mqtt.listeners.tcp.1 = 127.0.0.1:3");
        lines.ShouldContain("management.load_definitions = /data/definitions.json");
        lines.ShouldNotContain(line => line.StartsWith("load_definitions", StringComparison.Ordinal) || line.Contains("ssl", StringComparison.Ordinal));
    }

    [Fact]
    public void Tls_listens_only_with_certificates() =>
        Derive(Settings() with { CertificateFolder = "/certs" })
            .ShouldContain(line => line == "mqtt.listeners.ssl.1 = 127.0.0.1:4" || line == "ssl_options.keyfile = /certs/server.key");

    [Fact]
    public void Without_the_hook_only_internal_users_exist() =>
        Derive(Settings()).ShouldNotContain(line => line.StartsWith("auth_backends.2", StringComparison.Ordinal) || line.StartsWith("auth_http", StringComparison.Ordinal));

    [Fact]
    public void Hook_is_asked_at_the_given_address() =>
        Derive(Settings() with { Variables = new Dictionary<string, string> { ["BROKER_AUTH"] = "http://127.0.0.1:9" } })
            .ShouldContain("auth_http.user_path = http://127.0.0.1:9/broker/user");

    private static string[] Derive(RabbitMqSettings settings) => [.. RabbitMqConfiguration.Derive(Source, settings, "/data/definitions.json")];

    private static RabbitMqSettings Settings() => new()
    {
        Folder = "/data",
        UserName = "platform",
        Password = "secret",
        AmqpPort = 1,
        ManagementPort = 2,
        MqttPort = 3,
        MqttsPort = 4,
        PrometheusPort = 5,
        DistributionPort = 6,
        PortMapperPort = 7,
    };
}
