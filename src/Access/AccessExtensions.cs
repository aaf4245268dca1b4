using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Messaging;

namespace Platform.Access;

/// <summary>Registers the replicated permissions, and the pits that they are about.</summary>
public static class AccessExtensions
{
    /// <summary>Adds <see cref="PitAccess"/>; pass <see cref="AddPitAccessEvents"/> to the bus as well.</summary>
    public static WebApplicationBuilder AddPitAccess(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services
            .AddReplicatedView<long, PitAccessFacts>(builder.Configuration, "identity", "internal/pit-access", a => a.UserId, a => a.Version)
            .AddSingleton<PitAccess>();
        return builder;
    }

    /// <summary>Adds the consumer that keeps the permissions current.</summary>
    public static void AddPitAccessEvents(this IBusRegistrationConfigurator bus, string service) => bus.AddViewConsumer<PitAccessEvents>(service);

    /// <summary>Adds <see cref="PitCopies"/>; pass <see cref="AddPitEvents"/> to the bus as well.</summary>
    public static WebApplicationBuilder AddPits(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services
            .AddReplicatedView<int, PitFacts>(builder.Configuration, "registry", "internal/pits", p => p.PitId, p => p.Version)
            .AddSingleton<PitCopies>();
        return builder;
    }

    /// <summary>Adds the consumer that keeps the pits current.</summary>
    public static void AddPitEvents(this IBusRegistrationConfigurator bus, string service) => bus.AddViewConsumer<PitEvents>(service);

    /// <summary>Adds <see cref="DeviceAccess"/>; pass <see cref="AddDeviceAccessEvents"/> to the bus as well.</summary>
    public static WebApplicationBuilder AddDeviceAccess(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services
            .AddReplicatedView<DeviceAccessKey, DeviceAccessFacts>(builder.Configuration, "registry", "internal/device-access", DeviceAccess.KeyOf, a => a.Version)
            .AddSingleton<DeviceAccess>();
        return builder;
    }

    /// <summary>Adds the consumer that keeps the shares current.</summary>
    public static void AddDeviceAccessEvents(this IBusRegistrationConfigurator bus, string service) => bus.AddViewConsumer<DeviceAccessEvents>(service);
}

/// <summary>Applies every change of a user's pits.</summary>
public sealed class PitAccessEvents(ReplicatedView<long, PitAccessFacts> view) : IConsumer<PitAccessChanged>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<PitAccessChanged> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        view.Apply(context.Message.Access);
        return Task.CompletedTask;
    }
}

/// <summary>Applies every change of a pit.</summary>
public sealed class PitEvents(ReplicatedView<int, PitFacts> view) : IConsumer<PitChanged>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<PitChanged> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        view.Apply(context.Message.Pit);
        return Task.CompletedTask;
    }
}

/// <summary>Applies every change of a share.</summary>
public sealed class DeviceAccessEvents(ReplicatedView<DeviceAccessKey, DeviceAccessFacts> view) : IConsumer<DeviceAccessChanged>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<DeviceAccessChanged> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        view.Apply(context.Message.Access);
        return Task.CompletedTask;
    }
}
