SELECT measure, '', 'n', n FROM reliability
UNION ALL SELECT measure, '', 'alpha', printf('%!.17g', alpha) FROM reliability
UNION ALL SELECT measure, '', 'standardised', printf('%!.17g', standardised_alpha) FROM reliability
UNION ALL SELECT measure, '', 'low', printf('%!.17g', low) FROM reliability
UNION ALL SELECT measure, '', 'high', printf('%!.17g', high) FROM reliability
UNION ALL SELECT measure, '', 'pairwise', printf('%!.17g', pairwise_alpha) FROM reliability
UNION ALL SELECT measure, '', 'mean', printf('%!.17g', inter_item_mean) FROM reliability
UNION ALL SELECT measure, '', 'smallest', printf('%!.17g', inter_item_smallest) FROM reliability
UNION ALL SELECT measure, '', 'largest', printf('%!.17g', inter_item_largest) FROM reliability
UNION ALL SELECT measure, '', 'omega', printf('%!.17g', omega) FROM reliability
UNION ALL SELECT measure, position, 'total', printf('%!.17g', item_total) FROM reliability_item
UNION ALL SELECT measure, position, 'rest', printf('%!.17g', item_rest) FROM reliability_item
UNION ALL SELECT measure, position, 'without', printf('%!.17g', alpha_without) FROM reliability_item;
