using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace Platform.MqttBridge.CutOff;

/// <summary>RabbitMQ's management API, for closing connections.</summary>
internal sealed class BrokerManagement(HttpClient http)
{
    /// <summary>
    /// Closes all connections of an account. By user name and not by listing first: the list lags by seconds
    /// (measured on 3.10), this works at once.
    /// </summary>
    public async Task CloseConnectionsAsync(string username, CancellationToken ct)
    {
        using var response = await http.DeleteAsync($"api/connections/username/{Uri.EscapeDataString(username)}", ct);
        if (response.StatusCode != System.Net.HttpStatusCode.NotFound) response.EnsureSuccessStatusCode();
    }
}

internal static class BrokerManagementExtensions
{
    /// <summary>Adds the client: address from <c>Broker:Management</c>, account from the bus's connection string.</summary>
    public static void AddBrokerManagement(this WebApplicationBuilder builder)
    {
        var address = builder.Configuration["Broker:Management"] ?? throw new OptionsValidationException(
            "Broker", typeof(Uri), ["Broker__Management is not set; give the address of RabbitMQ's management API, for example http://127.0.0.1:15672."]);
        var account = Uri.UnescapeDataString(new Uri(builder.Configuration.GetConnectionString("messaging")!).UserInfo);
        builder.Services.AddHttpClient<BrokerManagement>(client =>
        {
            client.BaseAddress = new Uri(address);
            client.Timeout = TimeSpan.FromSeconds(5);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
        });
    }
}
