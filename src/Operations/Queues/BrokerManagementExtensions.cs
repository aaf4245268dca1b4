using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.Operations.Queues;

internal static class BrokerManagementExtensions
{
    /// <summary>Adds the client: address from <c>Broker:Management</c>, account and virtual host from the broker's connection string.</summary>
    public static void AddBrokerManagement(this WebApplicationBuilder builder)
    {
        var address = builder.Configuration["Broker:Management"] ?? throw new OptionsValidationException(
            "Broker", typeof(Uri), ["Broker__Management is not set; give the address of RabbitMQ's management API, for example http://127.0.0.1:15672."]);
        var broker = new Uri(builder.Configuration.GetConnectionString("messaging")!);
        var account = Uri.UnescapeDataString(broker.UserInfo);
        var virtualHost = broker.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(broker.AbsolutePath[1..]) : "/";
        builder.Services.AddSingleton(new BrokerAccount(account.Split(':')[0], Uri.EscapeDataString(virtualHost)));
        builder.Services.AddHttpClient<BrokerManagement>(client =>
        {
            client.BaseAddress = new Uri(address);
            client.Timeout = TimeSpan.FromSeconds(5);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
        });
    }
}
