import { IconActivityHeartbeat, IconListDetails, IconUserSearch, type Icon } from '@tabler/icons-react';

export interface Screen {
  path: string;
  title: string;
  icon: Icon;
  /** After `g`. */
  key: string;
}

export const SCREENS: readonly Screen[] = [
  { path: '/', title: 'Overview', icon: IconActivityHeartbeat, key: 'o' },
  { path: '/definitions', title: 'Definitions', icon: IconListDetails, key: 'd' },
  { path: '/visitors', title: 'Visitors', icon: IconUserSearch, key: 'v' },
];
