using MassTransit;
using Platform.Access;
using Platform.Contracts.Identity;
using Platform.Gateway.Live;
using Platform.Messaging;

namespace Platform.Gateway.Door;

/// <summary>The events that each gateway instance takes into its own memory, from a queue of its own that goes with it.</summary>
internal sealed class ViewConsumers(RevokedSessions revoked, ApiKeys keys, LiveHub hub)
    : IConsumer<SessionRevoked>, IConsumer<ApiKeyRevoked>
{
    public static void Add(IBusRegistrationConfigurator bus)
    {
        bus.AddViewConsumer<ViewConsumers>("gateway");

        // Sockets ask the permissions for every message that they send, so this alone stops what is no longer allowed.
        bus.AddPitAccessEvents("gateway");
        bus.AddDeviceAccessEvents("gateway");
    }

    public Task Consume(ConsumeContext<SessionRevoked> context)
    {
        revoked.Add(context.Message.SessionId, context.Message.OccurredAt);
        hub.CloseSession(context.Message.SessionId);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<ApiKeyRevoked> context)
    {
        keys.Forget(context.Message.ApiKeyId);
        return Task.CompletedTask;
    }
}
