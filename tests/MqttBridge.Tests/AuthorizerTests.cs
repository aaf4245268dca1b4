using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Messaging;
using Platform.MqttBridge.BrokerAuth;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.MqttBridge.Tests;

public sealed class AuthorizerTests
{
    private readonly BrokerAuthorizer authorizer;

    public AuthorizerTests()
    {
        var devices = new ReplicatedView<string, DeviceFacts>(d => d.DeviceId, d => d.Version);
        var tenants = new ReplicatedView<string, TenantFacts>(t => t.Code, t => t.Version);
        foreach (var device in Accounts.Devices) devices.Apply(device);
        var users = new ReplicatedView<long, UserMqttFacts>(u => u.UserId, u => u.Version);
        foreach (var tenant in Accounts.Tenants) tenants.Apply(tenant);
        foreach (var user in Accounts.Users) users.Apply(user);
        authorizer = new BrokerAuthorizer(new Directory(devices, new ReplicatedView<string, LicenseFacts>(l => l.LicenseKey, l => l.Version), tenants), new UserAccounts(users));
    }

    [Theory]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-1", true)]
    [InlineData("ESP32-1", "pw-ESP32-1", null, true)]
    [InlineData("ESP32-1", "pw-ESP32-1", "", true)]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-2", false)]
    [InlineData("ESP32-1", "pw-ESP32-1", "esp32-1", false)]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-1-x", false)]
    [InlineData("ESP32-1", "pw-ESP32-2", "ESP32-1", false)]
    [InlineData("ESP32-1", "", "ESP32-1", false)]
    [InlineData("esp32-1", "pw-ESP32-1", "ESP32-1", false)]
    [InlineData("ESP32-NOBODY", "pw-ESP32-NOBODY", "ESP32-NOBODY", false)]
    [InlineData("", "", "", false)]
    [InlineData("ESP32-CUT", "pw-ESP32-CUT", "ESP32-CUT", false)]
    [InlineData("ESP32-FACTORY", "pw-ESP32-FACTORY", "ESP32-FACTORY", true)]
    [InlineData("ESP32-FACTORY", "pw-ESP32-1", "ESP32-FACTORY", false)]
    [InlineData("RY4-GONE", "pw-RY4-GONE", "RY4-GONE", false)]
    [InlineData("user_12", "pw-user_12", "user_12-phone", true)]
    [InlineData("user_12", "pw-user_12", "user_12", false)]
    [InlineData("user_12", "pw-user_12", "user_14-phone", false)]
    [InlineData("user_12", "pw-user_14", "user_12-phone", false)]
    [InlineData("user_012", "pw-user_12", "user_012-phone", false)]
    [InlineData("user_13", "pw-user_13", "user_13-phone", false)]
    [InlineData("user_13", "", "user_13-phone", false)]
    [InlineData("user_99", "pw-user_99", "user_99-phone", false)]
    [InlineData("ESP32-LOOSE", "pw-ESP32-LOOSE", "ESP32-LOOSE", true)]
    [InlineData("ws_1", "pw-ws_1", "ws_1-dashboard", true)]
    [InlineData("ws_1", "pw-ws_1", "ws_1", false)]
    [InlineData("ws_1", "pw-ws_1", "dashboard", false)]
    [InlineData("ws_1", "pw-ws_1", "ws_2-dashboard", false)]
    [InlineData("ws_1", "pw-ws_1", "ESP32-1", false)]
    [InlineData("ws_1", "pw-ws_1", "ws_1-gateway", false)]
    [InlineData("ws_1", "pw-ws_2", "ws_1-dashboard", false)]
    [InlineData("ws_3", "pw-ws_3", "ws_3-dashboard", false)]
    public void Account_connects_with_its_own_password_and_client_id(string username, string password, string? clientId, bool isAllowed) =>
        (authorizer.MayConnect(username, password, clientId) == Verdict.Allowed).ShouldBe(isAllowed);

    [Fact]
    public void Long_password_is_refused() => authorizer.MayConnect("ESP32-1", new string('x', 1_000_000), "ESP32-1").ShouldBe(Verdict.WrongPassword);

    [Theory]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-1", "Allowed")]
    [InlineData("ESP32-1", "wrong", "ESP32-2", "WrongPassword")]
    [InlineData("ESP32-1", "pw-ESP32-1", "ESP32-2", "WrongClientId")]
    [InlineData("ESP32-CUT", "pw-ESP32-CUT", "ESP32-CUT", "CutOff")]
    [InlineData("ESP32-CUT", "wrong", "ESP32-CUT", "WrongPassword")]
    [InlineData("RY4-GONE", "pw-RY4-GONE", "RY4-GONE", "Decommissioned")]
    [InlineData("RY4-GONE", "wrong", "RY4-GONE", "WrongPassword")]
    [InlineData("ESP32-NOBODY", "pw-ESP32-NOBODY", "ESP32-NOBODY", "UnknownAccount")]
    public void Refusal_at_sign_in_has_its_reason(string username, string password, string clientId, string verdict) =>
        authorizer.MayConnect(username, password, clientId).ToString().ShouldBe(verdict);

    [Theory]
    [InlineData("ESP32-1", "workshop.ws_1.pit.pit1.sensors", "Allowed")]
    [InlineData("ESP32-1", "workshop.ws_1.pit.pit2.sensors", "WrongTopic")]
    [InlineData("ESP32-CUT", "workshop.ws_1.pit.pit4.sensors", "CutOff")]
    [InlineData("ESP32-FACTORY", "workshop.ws_1.pit.pit5.sensors", "NotAssigned")]
    [InlineData("ws_1", "workshop.ws_2.pit.pit1.sensors", "WrongTopic")]
    [InlineData("nobody", "workshop.ws_1.pit.pit1.sensors", "UnknownAccount")]
    public void Refusal_of_a_topic_has_its_reason(string username, string key, string verdict) =>
        authorizer.MayUseTopic(username, TopicPermission.Write, key).ToString().ShouldBe(verdict);

    [Theory]
    [InlineData("ESP32-1", "write", "workshop.ws_1.pit.pit1.sensors", true)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.pit1.sensors", true)]
    [InlineData("ESP32-1", "write", "workshop/ws_1/pit/pit1/sensors", true)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.device.ESP32-1.status", true)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.device.ESP32-1.command", true)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.pit.pit1.sensors", false)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.device.ESP32-1.status", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.device.ESP32-1.command", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.pit.pit2.sensors", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_2.pit.pit1.sensors", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.device.ESP32-2.status", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_2.device.ESP32-1.status", false)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.device.ESP32-2.command", false)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.device.*.command", false)]
    [InlineData("ESP32-1", "read", "workshop.*.device.ESP32-1.command", false)]
    [InlineData("ESP32-1", "read", "workshop.ws_1.#", false)]
    [InlineData("ESP32-1", "read", "#", false)]
    [InlineData("ESP32-1", "read", "", false)]
    [InlineData("ESP32-1", "write", "workshop.ws_1.pit.*.sensors", false)]
    [InlineData("ESP32-1", "write", "", false)]
    [InlineData("ESP32-LOOSE", "write", "workshop.ws_1.pit.pit6.sensors", false)]
    [InlineData("ESP32-LOOSE", "write", "workshop.ws_1.device.ESP32-LOOSE.status", true)]
    [InlineData("ESP32-CUT", "write", "workshop.ws_1.pit.pit4.sensors", false)]
    [InlineData("ESP32-CUT", "read", "workshop.ws_1.device.ESP32-CUT.command", false)]
    [InlineData("ESP32-FACTORY", "write", "workshop.ws_1.device.ESP32-FACTORY.status", false)]
    [InlineData("ESP32-NOBODY", "write", "workshop.ws_1.pit.pit1.sensors", false)]
    [InlineData("ESP32-FACTORY", "write", "devices.ESP32-FACTORY.status", true)]
    [InlineData("ESP32-FACTORY", "read", "devices.ESP32-FACTORY.control", true)]
    [InlineData("RY4-HOME", "write", "devices.RY4-HOME.status", true)]
    [InlineData("RY4-HOME", "write", "devices.RY4-HOME.heartbeat", true)]
    [InlineData("RY4-HOME", "write", "admin.devices.RY4-HOME.logs", true)]
    [InlineData("RY4-HOME", "read", "devices.RY4-HOME.control", true)]
    [InlineData("RY4-HOME", "read", "devices.RY4-HOME.status", false)]
    [InlineData("RY4-HOME", "write", "devices.RY4-HOME.control", false)]
    [InlineData("RY4-HOME", "write", "devices.ESP32-3.status", false)]
    [InlineData("RY4-HOME", "read", "devices.ESP32-3.control", false)]
    [InlineData("RY4-HOME", "read", "devices.*.control", false)]
    [InlineData("RY4-HOME", "read", "devices.#", false)]
    [InlineData("RY4-HOME", "write", "users.12.devices.RY4-HOME.status", false)]
    [InlineData("RY4-HOME", "read", "users.12.devices.RY4-HOME.status", false)]
    [InlineData("RY4-GONE", "write", "devices.RY4-GONE.status", false)]
    [InlineData("user_12", "read", "users.12.devices.RY4-HOME.status", true)]
    [InlineData("user_12", "read", "users.12.devices.*.status", true)]
    [InlineData("user_12", "read", "users.12.devices.#", true)]
    [InlineData("user_12", "read", "users.12.#", false)]
    [InlineData("user_12", "read", "users.*.devices.RY4-HOME.status", false)]
    [InlineData("user_12", "read", "users.14.devices.RY4-HOME.status", false)]
    [InlineData("user_12", "read", "users.012.devices.RY4-HOME.status", false)]
    [InlineData("user_12", "read", "devices.RY4-HOME.status", false)]
    [InlineData("user_12", "read", "#", false)]
    [InlineData("user_12", "write", "users.12.devices.RY4-HOME.status", false)]
    [InlineData("user_12", "write", "devices.RY4-HOME.control", false)]
    [InlineData("user_13", "read", "users.13.devices.#", false)]
    [InlineData("ws_1", "read", "workshop.ws_1.#", true)]
    [InlineData("ws_1", "read", "workshop.ws_1.pit.*.sensors", true)]
    [InlineData("ws_1", "read", "workshop.ws_1.device.ESP32-1.status", true)]
    [InlineData("ws_1", "read", "workshop.ws_2.#", false)]
    [InlineData("ws_1", "read", "workshop.*.pit.pit1.sensors", false)]
    [InlineData("ws_1", "read", "workshop.#", false)]
    [InlineData("ws_1", "read", "*.ws_1.#", false)]
    [InlineData("ws_1", "read", "#", false)]
    [InlineData("ws_1", "read", "workshop.ws_1", false)]
    [InlineData("ws_1", "read", "workshop.ws_1..sensors", false)]
    [InlineData("ws_1", "write", "workshop.ws_1.pit.pit1.sensors", true)]
    [InlineData("ws_1", "write", "workshop.ws_2.pit.pit1.sensors", false)]
    [InlineData("ws_1", "write", "workshop.ws_1.pit.*.sensors", false)]
    [InlineData("ws_1", "write", "workshop.ws_1.device.ESP32-1.command", false)]
    [InlineData("ws_1", "write", "workshop.ws_1.device.ESP32-1.status", false)]
    public void Account_may_use_its_own_topics_only(string username, string permission, string key, bool isAllowed) =>
        (authorizer.MayUseTopic(username, permission == "read" ? TopicPermission.Read : TopicPermission.Write, key) == Verdict.Allowed).ShouldBe(isAllowed);

    [Theory]
    [InlineData("ESP32-1", "queue", "mqtt-subscription-ESP32-1qos1", true)]
    [InlineData("ESP32-1", "queue", "mqtt-subscription-ESP32-1qos0", true)]
    [InlineData("ESP32-1", "queue", "mqtt-subscription-ESP32-2qos1", false)]
    [InlineData("ESP32-1", "queue", "mqtt-subscription-ESP32-1qos2", false)]
    [InlineData("ESP32-1", "queue", "mqtt-subscription-qos1", false)]
    [InlineData("ESP32-1", "queue", "telemetry.readings.0", false)]
    [InlineData("ESP32-1", "exchange", "amq.topic", true)]
    [InlineData("ESP32-1", "exchange", "amq.direct", false)]
    [InlineData("ESP32-1", "exchange", "", false)]
    [InlineData("ESP32-1", "topic", "amq.topic", false)]
    [InlineData("ESP32-CUT", "queue", "mqtt-subscription-ESP32-CUTqos1", false)]
    [InlineData("ESP32-CUT", "exchange", "amq.topic", false)]
    [InlineData("ESP32-NOBODY", "exchange", "amq.topic", false)]
    [InlineData("ws_1", "queue", "mqtt-subscription-ws_1-dashboardqos1", true)]
    [InlineData("ws_1", "queue", "mqtt-subscription-ws_1-gatewayqos1", false)]
    [InlineData("ws_1", "queue", "mqtt-subscription-ESP32-1qos1", false)]
    public void Account_may_use_its_own_sessions_queue_and_the_mqtt_exchange(string username, string resource, string name, bool isAllowed) =>
        authorizer.MayUse(username, resource, name).ShouldBe(isAllowed);
}
