using MassTransit;
using Platform.Contracts.Identity;
using Platform.Messaging;
using Platform.MqttBridge.CutOff;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>
/// Keeps people's accounts at the broker current. One that was taken away or has another password loses its connections,
/// after the facts were applied, or a client that reconnects at once would be let in by the old ones.
/// </summary>
internal sealed class UserMqttEvents(ReplicatedView<long, UserMqttFacts> view, BrokerManagement broker, LaterClose later, TimeProvider time) : IConsumer<UserMqttChanged>
{
    public async Task Consume(ConsumeContext<UserMqttChanged> context)
    {
        var account = context.Message.Account;
        var former = view.Find(account.UserId)?.SecretSha256;
        if (!view.Apply(account) || former is null || former == account.SecretSha256) return;
        var username = UserAccounts.NameOf(account.UserId);
        later.Add(username, time.GetUtcNow());
        await broker.CloseConnectionsAsync(username, context.CancellationToken);
    }
}
