using System.Net;
using Aspire.Hosting.ApplicationModel;

namespace Platform.AppHost.Local.Running;

/// <summary>Gives every endpoint its ports before anything starts, so that addresses can be handed to what starts first.</summary>
internal static class Ports
{
    public static void Allocate(IEnumerable<IResource> resources, LocalSettings settings)
    {
        foreach (var resource in resources)
        {
            var plan = Resource.PlanOf(resource);
            foreach (var endpoint in plan.Endpoints)
            {
                var external = endpoint.External || plan.ExternalHttp;
                endpoint.Ports = [.. Enumerable.Range(0, plan.Replicas).Select(replica =>
                    replica == 0 && endpoint.FixedPort is { } wanted && !settings.FreePorts
                        ? Take(wanted, resource, endpoint, external ? settings.ListenAddresses : [LocalSettings.Loopback])
                        : PortAllocator.Allocate())];
            }
        }
    }

    private static int Take(int port, IResource resource, EndpointAnnotation endpoint, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (PortAllocator.IsFree(IPAddress.Parse(address), port))
                continue;
            var owner = PortOwner.Describe(port);
            throw new LocalStartException(owner is null && address is not (LocalSettings.Loopback or "0.0.0.0")
                ? $"Port {port} ({resource.Name}, {endpoint.Name}) cannot be opened at {address}: is that an address of this machine?"
                : $"Port {port} ({resource.Name}, {endpoint.Name}) is taken{(owner is null ? "" : $" by {owner}")}: stop that, or choose another port.");
        }

        return port;
    }
}
