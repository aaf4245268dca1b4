using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.DeviceDirectory;
using Platform.DeviceProtocol;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>What an account wants to do with a topic.</summary>
internal enum TopicPermission
{
    /// <summary>Subscribe.</summary>
    Read,

    /// <summary>Publish.</summary>
    Write,
}

/// <summary>Whether an account may do what it wants, and why not.</summary>
internal enum Verdict
{
    Allowed,

    /// <summary>There is no such account; looks like a wrong password from outside.</summary>
    UnknownAccount,
    WrongPassword,
    WrongClientId,
    WrongTopic,

    /// <summary>The device ignored DISABLE and may not connect.</summary>
    CutOff,

    /// <summary>The device is in the factory's ledger and belongs to no tenant yet, so that it has no workshop's topics.</summary>
    NotAssigned,

    /// <summary>The vendor took the device out of service for good.</summary>
    Decommissioned,
}

/// <summary>
/// Who may connect, publish and subscribe. An account is a device (user name = <c>device_id</c>), a tenant's workshop
/// account (user name = the tenant's code) or a person's own (<c>user_12</c>). Everything that is not allowed here is refused.
/// </summary>
internal sealed class BrokerAuthorizer(Directory directory, UserAccounts users)
{
    /// <summary>The exchange of RabbitMQ's MQTT plugin.</summary>
    public const string MqttExchange = "amq.topic";

    /// <summary>Compared when the account is unknown, so that the answer takes as long as for a wrong password.</summary>
    private static readonly string NobodysSecret = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether this is the account's password, and its client id when the broker tells it.</summary>
    public Verdict MayConnect(string username, string password, string? clientId)
    {
        var (secret, state) = directory.Find(username) is { } device
            ? (device.Device.SecretSha256, StateOf(device))
            : FindTenant(username) is { } tenant ? (tenant.MqttSecretSha256, Verdict.Allowed)
            : users.Find(username) is { SecretSha256: { } ofUser } ? (ofUser, Verdict.Allowed)
            : (NobodysSecret, Verdict.UnknownAccount);
        if (!DeviceSecret.Matches(password, secret)) return state == Verdict.UnknownAccount ? state : Verdict.WrongPassword;
        if (state != Verdict.Allowed) return state;
        return MayBe(username, clientId) ? Verdict.Allowed : Verdict.WrongClientId;
    }

    /// <summary>Whether the account may act under this client id; true when the broker did not tell it.</summary>
    public bool MayBe(string username, string? clientId) => string.IsNullOrEmpty(clientId) || IsOwnClientId(username, clientId);

    /// <summary>Whether the account may use a queue or exchange: its own session's queues and the MQTT exchange, nothing else.</summary>
    public bool MayUse(string username, string resource, string name) => resource switch
    {
        "exchange" => name == MqttExchange && Exists(username),
        "queue" => SessionOf(name) is { } clientId && IsOwnClientId(username, clientId) && Exists(username),
        _ => false,
    };

    /// <summary>Whether the account may publish or subscribe under this routing key.</summary>
    public Verdict MayUseTopic(string username, TopicPermission permission, string routingKey)
    {
        if (directory.Find(username) is { } device)
        {
            return StateOf(device) is var state and not Verdict.Allowed ? state : MayUseTopic(device.Device, permission, routingKey);
        }

        if (FindTenant(username) is { } tenant) return MayUseTopic(tenant, permission, routingKey) ? Verdict.Allowed : Verdict.WrongTopic;
        if (users.Find(username) is { } user) return UserAccounts.MayUseTopic(user, permission, routingKey) ? Verdict.Allowed : Verdict.WrongTopic;
        return Verdict.UnknownAccount;
    }

    private static Verdict StateOf(DeviceEntry device) => device.Device switch
    {
        { CutOff: true } => Verdict.CutOff,
        { Lifecycle: "decommissioned" } => Verdict.Decommissioned,
        _ => Verdict.Allowed,
    };

    /// <summary>
    /// A device: readings of its own pit, its own status, its own commands; or, as a controller, its topics under
    /// <c>devices/</c>, also while nobody owns it, so that a press of its button can prove who holds it. Wildcards are no
    /// identifiers and so never match.
    /// </summary>
    private static Verdict MayUseTopic(DeviceFacts facts, TopicPermission permission, string routingKey)
    {
        var topic = DeviceTopic.Parse(routingKey);
        var isWorkshops = topic.Kind is TopicKind.PitSensors or TopicKind.DeviceStatus or TopicKind.DeviceCommand;
        if (isWorkshops && facts.TenantCode is null) return Verdict.NotAssigned;
        if (isWorkshops && !topic.TenantCode.SequenceEqual(facts.TenantCode)) return Verdict.WrongTopic;
        var mayUse = (topic.Kind, permission) switch
        {
            (TopicKind.PitSensors, TopicPermission.Write) => facts.PitCode is { } pit && topic.Subject.SequenceEqual(pit),
            (TopicKind.DeviceStatus or TopicKind.ControllerStatus or TopicKind.ControllerHeartbeat or TopicKind.ControllerLogs, TopicPermission.Write)
                or (TopicKind.DeviceCommand or TopicKind.ControllerCommand, TopicPermission.Read) => topic.Subject.SequenceEqual(facts.DeviceId),
            _ => false,
        };
        return mayUse ? Verdict.Allowed : Verdict.WrongTopic;
    }

    /// <summary>
    /// A workshop account: reads all below <c>workshop/{code}</c>, wildcards allowed there; publishes readings only, so
    /// that a tenant can neither command devices nor answer in their name.
    /// </summary>
    private static bool MayUseTopic(TenantFacts tenant, TopicPermission permission, string routingKey)
    {
        if (permission == TopicPermission.Write)
        {
            var topic = DeviceTopic.Parse(routingKey);
            return topic.Kind == TopicKind.PitSensors && topic.TenantCode.SequenceEqual(tenant.Code);
        }

        var parts = routingKey.Split('.', '/');
        return parts.Length >= 3 && parts[0] == "workshop" && parts[1] == tenant.Code
            && parts[2..].All(p => p is "*" or "#" || Identifier.IsValid(p));
    }

    private bool Exists(string username) => directory.Find(username) is { } device ? StateOf(device) == Verdict.Allowed : FindTenant(username) is not null || users.Find(username) is { SecretSha256: not null };

    private TenantFacts? FindTenant(string username) => directory.FindTenant(username) is { } tenant && tenant.MqttUsername == username ? tenant : null;

    /// <summary>
    /// A device connects as itself; a workshop's or a person's account as <c>{user name}-…</c> and never as a device that happens to be named
    /// like that, so that it cannot take over a device's session.
    /// </summary>
    private bool IsOwnClientId(string username, string clientId) => directory.Find(username) is not null
        ? clientId == username
        : clientId.StartsWith($"{username}-", StringComparison.Ordinal) && directory.Find(clientId) is null;

    /// <summary>The client id in the name of an MQTT session's queue, <c>mqtt-subscription-{client id}qos0|1</c>.</summary>
    private static string? SessionOf(string queue)
    {
        const string prefix = "mqtt-subscription-";
        return queue.StartsWith(prefix, StringComparison.Ordinal) && (queue.EndsWith("qos0", StringComparison.Ordinal) || queue.EndsWith("qos1", StringComparison.Ordinal))
            ? queue[prefix.Length..^4]
            : null;
    }
}
