import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { getCampaign, listCampaigns } from '../../../contract/campaigns.ts';
import { call } from '../../lib/api.ts';

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns', 'list'],
  queryFn: () => call(listCampaigns, {}),
});

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => call(getCampaign, { params: { id } }),
  });

/** Reads again whatever shows campaigns. */
export function renewCampaigns(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['campaigns'] });
}
