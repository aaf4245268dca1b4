using MassTransit;
using Platform.Contracts.Identity;
using Platform.Gateway.Live;

namespace Platform.Gateway.Door;

/// <summary>The events that each gateway instance takes into its own memory, from a queue of its own that goes with it.</summary>
internal sealed class ViewConsumers(RevokedSessions revoked, ApiKeys keys, PermittedPits pits, LiveHub hub)
    : IConsumer<SessionRevoked>, IConsumer<ApiKeyRevoked>, IConsumer<PitAccessChanged>
{
    public static void Add(IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ViewConsumers>().Endpoint(endpoint => endpoint.Name = $"gateway-view-{Guid.NewGuid():N}");

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

    /// <summary>Sockets ask the permissions for every message that they send, so this alone stops what is no longer allowed.</summary>
    public Task Consume(ConsumeContext<PitAccessChanged> context)
    {
        pits.Apply(context.Message.Access);
        return Task.CompletedTask;
    }
}
